/**
 * What this server says to others, and where to: addresses and tokens of the operator's environment or of the connections page, and the one
 * way out. An address typed into a page is followed only to hosts that the operator has allowed.
 */
package org.fastlabel.hub.connections;
