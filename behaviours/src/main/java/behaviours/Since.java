package behaviours;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The first stage in which a behaviour must hold; before it, it must fail. A mark on the method wins over one on the class. */
@Retention(RetentionPolicy.RUNTIME)
@java.lang.annotation.Target({ElementType.TYPE, ElementType.METHOD})
@Inherited
public @interface Since {
    int value();

    /** Why earlier stages may satisfy it all the same; empty if they must not. */
    String early() default "";
}
