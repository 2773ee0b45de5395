/**
 * Data sets, tasks, who has them and what people said of them, as rows. Plain SQL on the pooled connections, which joins the container's
 * transactions as JPA would: nearly everything here is a batch, an aggregate or a row lock, and ten thousand rows at a time need not become
 * objects. The same statements run on H2 and on PostgreSQL.
 *
 * <p>Locks are taken in one order: first the row of the data set (who gives tasks out or takes them back), then rows of tasks by their ids.
 * What an answer counts for is decided by {@link org.fastlabel.hub.store.Settling} alone.
 */
package org.fastlabel.hub.store;
