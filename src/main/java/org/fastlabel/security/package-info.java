/** Who may call, from where, and which paths may be read. Closed by default. */
package org.fastlabel.security;
