package cn.jinlin.kit.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A read of figures about whole communities, which a district may show to everybody: with {@code jinlin.public-aggregates}
 * anybody may call it, with or without a token, and who brings none is {@link Caller#nobody()}. Without that setting
 * {@link Allowed} alone decides, which the handler carries too.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface PublicAggregate {
}
