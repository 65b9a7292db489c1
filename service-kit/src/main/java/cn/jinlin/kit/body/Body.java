package cn.jinlin.kit.body;

/**
 * A JSON body that is read when the handler asks for it, after role and scope are settled. Declared as
 * {@code @RequestBody Body<NewOrder> body}.
 *
 * <p>Reading is strict: UTF-8 only, no unknown or repeated fields, no change of JSON type, no text with NUL or unpaired
 * surrogates. Whatever is wrong becomes a 400, 413 or 415 problem.
 */
public interface Body<T> {
    /** The body as it came, not validated. */
    T parse();

    /** The body after Bean Validation; the problem lists every violation. */
    T read();
}
