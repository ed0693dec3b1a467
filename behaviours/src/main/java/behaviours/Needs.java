package behaviours;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** What a test uses of the demo site; a foreign server without it is excused, a stage of our own never. Class and method add up. */
@Retention(RetentionPolicy.RUNTIME)
@java.lang.annotation.Target({ElementType.TYPE, ElementType.METHOD})
@Inherited
public @interface Needs {
    Route[] value();
}
