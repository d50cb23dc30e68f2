import org.nd4j.linalg.factory.Nd4j;

/** Started from source by postBuild: makes ND4J unpack its native libraries while the image is built. */
class WarmUp {
    public static void main(String[] arguments) {
        System.out.println("ND4J is unpacked: trace of a 2x2 identity = "
                + Nd4j.eye(2).mmul(Nd4j.eye(2)).sumNumber());
    }
}
