package cn.jinlin.kit.crypto;

import cn.jinlin.kit.UnfitSetting;

/** The service has no data key that it may use. */
final class UnusableDataKey extends UnfitSetting {
    private static final long serialVersionUID = 1L;

    UnusableDataKey(String problem) {
        super(problem, "Set JINLIN_DATA_KEY to a key made by: openssl rand -base64 32");
    }
}
