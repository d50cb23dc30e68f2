package org.meanfield4j.core.nd4j;

import org.bytedeco.javacpp.DoublePointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What {@link Dense} asks of ND4J; loaded only when it is asked, so that the library works where ND4J is not there. */
final class NativeProducts {
    private NativeProducts() {}

    /** 1 + 1, to see whether the native library loads. */
    static double two() {
        return Nd4j.create(new double[] {1, 1}, new long[] {2}, DataType.DOUBLE)
                .sumNumber()
                .doubleValue();
    }

    /** The column-major product of x [rows, columns] and y, each transposed or not, into the flat array out. */
    static void gemm(
            double[] x,
            int rowsX,
            int columnsX,
            boolean transX,
            double[] y,
            int rowsY,
            int columnsY,
            boolean transY,
            double[] out) {
        int rows = transX ? columnsX : rowsX;
        int columns = transY ? rowsY : columnsY;
        // Closed at once: off-heap memory would else wait for the garbage collector, which does not see it.
        try (INDArray left = columnMajor(x, rowsX, columnsX);
                INDArray right = columnMajor(y, rowsY, columnsY);
                INDArray product = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {rows, columns}, 'f')) {
            Nd4j.getBlasWrapper().level3().gemm(left, right, product, transX, transY, 1, 0);
            new DoublePointer(product.data().pointer()).get(out, 0, rows * columns);
        }
    }

    private static INDArray columnMajor(double[] values, int rows, int columns) {
        return Nd4j.create(values, new long[] {rows, columns}, new long[] {1, rows}, 'f', DataType.DOUBLE);
    }
}
