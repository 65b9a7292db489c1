/** Commands that want the same thing at once, through two instances of the service over one store. */
package cn.jinlin.request.race;
