/**
 * Teams of neighbours: vanguard, mutual-aid and care teams, each based in a community and made by its officers. Whoever is
 * in one has a confirmed registration there and leaves by itself when that ends; every change is told as a state event.
 */
@NullMarked
package cn.jinlin.registration.team;

import org.jspecify.annotations.NullMarked;
