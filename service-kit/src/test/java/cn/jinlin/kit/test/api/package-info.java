/**
 * How a service's API is written down and held to it: the document made from its handlers and kept in the repository, and
 * the tests that are driven by that document.
 */
package cn.jinlin.kit.test.api;
