/**
 * What a run came to, and what must hold of it whatever happened in between: answers, documents, events and views are
 * compared with each other. Pure; whoever ran something hands over a {@link History}.
 */
package cn.jinlin.request.history;
