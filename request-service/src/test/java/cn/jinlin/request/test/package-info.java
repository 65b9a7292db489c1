/** What the tests of this module share. */
package cn.jinlin.request.test;
