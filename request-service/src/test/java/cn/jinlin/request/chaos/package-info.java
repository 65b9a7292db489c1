/**
 * Real processes that are killed, stopped and cut off from their engines while a crowd claims and works; then everything
 * heals, is read, and is judged.
 */
package cn.jinlin.request.chaos;
