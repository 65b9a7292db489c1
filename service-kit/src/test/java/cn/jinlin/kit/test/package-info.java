/**
 * What the tests of every service share: tokens, a store of their own, and the rules of how a service is built. Nothing
 * here is on a running service's class path.
 */
package cn.jinlin.kit.test;
