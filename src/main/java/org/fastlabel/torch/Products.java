package org.fastlabel.torch;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;

/** Which of the two programs that multiply matrices a device can use. */
public final class Products {

    private static final System.Logger LOG = System.getLogger(Products.class.getName());

    private Products() {
    }

    /** Whether the engine can arrange weights beforehand, tried with a small product. */
    public static boolean packs(Device device, Precision precision) {
        if (!device.getDeviceType().equals(Device.Type.CPU)) {
            return false;
        }
        try (NDManager scope = Torch.newManager(device);
                TorchProgram program = TorchProgram.compile(scope, file(true), "loading")) {
            program.call("try_products", precision.code());
            return true;
        } catch (EngineException e) {
            LOG.log(System.Logger.Level.DEBUG, "Products in the engine''s common operators: {0}", e.getMessage());
            return false;
        }
    }

    /** The name of the program. @param packed whether weights are arranged beforehand */
    public static String file(boolean packed) {
        return packed ? "products_onednn" : "products";
    }
}
