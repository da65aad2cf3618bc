package io.eventrouter.benchmarks.process;

/** A child for tests: repeats what it is asked, and ends with an error when asked to fail. */
final class EchoMain {
    private EchoMain() {}

    public static void main(String[] args) {
        System.out.println("a line that is not for the parent");
        ParentLink.serve(
                "with " + args[0],
                command -> {
                    if (command.equals("fail")) throw new IllegalStateException("asked to fail");
                    return command + "!";
                });
    }
}
