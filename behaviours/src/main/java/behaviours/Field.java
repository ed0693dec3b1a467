package behaviours;

/** One field of a head: the name as it was sent, the value without the blanks around it. */
public record Field(String name, String value) {
    @Override
    public String toString() {
        return name + ": " + value;
    }
}
