package httpd.config;

/** Where an application is mounted: the beginning of the paths that it answers for. */
final class MountPath {
    private static final String FORM = "(/[0-9A-Za-z._~!$&'()*+,;:@-]+)+";

    private MountPath() {
    }

    /**
     * Returns a mount path without the slash at its end, unless it is no more than that.
     *
     * @param name what the user has called it, for the message if it is none
     */
    static String of(String name, String text) throws ConfigException {
        if (text.equals("/") || text.matches(FORM)) {
            return text;
        } else if (text.matches(FORM + "/")) {
            return text.substring(0, text.length() - 1);
        }
        throw new ConfigException(name + " takes a path such as / or /shop, of plain characters, not '" + text + "'");
    }

    /** Returns the name of an application, which is looked for later: here it must only be there. */
    static String application(String name, String text) throws ConfigException {
        if (text.isBlank()) {
            throw new ConfigException(name + " takes an application such as site or hello.java, not '" + text + "'");
        }
        return text;
    }
}
