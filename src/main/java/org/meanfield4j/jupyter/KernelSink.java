package org.meanfield4j.jupyter;

import java.util.Map;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.meanfield4j.notebook.Display;
import org.meanfield4j.notebook.Sink;

/** Sends outputs to the notebook of the kernel that runs; found by {@link java.util.ServiceLoader}. */
public final class KernelSink implements Sink {

    /** For the service loader. */
    public KernelSink() {}

    @Override
    public boolean ready() {
        try {
            return BaseKernel.notebookKernel() != null;
        } catch (NullPointerException noKernel) {
            return false;
        }
    }

    @Override
    public void display(String id, Display output) {
        Sheltered.run(() -> BaseKernel.notebookKernel().display(identified(id, output)));
    }

    @Override
    public void update(String id, Display output) {
        Sheltered.run(() -> BaseKernel.notebookKernel().getIO().display.updateDisplay(identified(id, output)));
    }

    @Override
    public void line(String text) {
        Sheltered.run(() -> BaseKernel.notebookKernel().getIO().out.println(text));
    }

    @Override
    public void solving(String name, Runnable stop) {
        new CellGate(BaseKernel.notebookKernel(), name, Thread.currentThread(), stop).start();
    }

    static DisplayData bundle(Display output) {
        DisplayData data = new DisplayData();
        output.data().forEach(data::putData);
        if (output.data().containsKey(Display.PNG)) { // what exported pages say instead of the picture
            data.putMetaData(Display.PNG, Map.of("alt", output.data().get(Display.TEXT)));
        }
        return data;
    }

    // The setter of the id differs between versions of the kernel, the entry does not.
    private static DisplayData identified(String id, Display output) {
        DisplayData data = bundle(output);
        data.putTransientData("display_id", id);
        return data;
    }
}
