package behaviours;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** On a class that binds a contract: all its tests are evidence for this one row, such as a whole group run again under another locale. */
@Retention(RetentionPolicy.RUNTIME)
@java.lang.annotation.Target(ElementType.TYPE)
@Inherited
public @interface Counts {
    String value();
}
