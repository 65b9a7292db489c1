package cn.jinlin.registration.person;

/** Whoever keeps something encrypted at rest, and can write it anew when the data keys change. */
public interface Resealer {
    /** Writes with the key that writes now whatever an older one wrote; says how many documents had to be written. */
    long resealAll();
}
