/** What all resources share: the kinds of refusal, problem+json, server-sent events, paging. Knows no feature. */
package org.fastlabel.api;
