package cn.jinlin.supervision.courier;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses lie in the public internet (OWASP API7): by the special-purpose registries of RFC 6890, and without those at which clouds
 * tell a machine its secrets. Addresses of IPv6 that carry one of IPv4 are not public, whatever they carry.
 */
final class PublicAddress {
    private static final List<Block> NOT_PUBLIC = List.of(block("0.0.0.0", 8), block("10.0.0.0", 8), block("100.64.0.0", 10),
            block("127.0.0.0", 8), block("169.254.0.0", 16), block("172.16.0.0", 12), block("192.0.0.0", 24),
            block("192.0.2.0", 24), block("192.88.99.0", 24), block("192.168.0.0", 16), block("198.18.0.0", 15),
            block("198.51.100.0", 24), block("203.0.113.0", 24), block("224.0.0.0", 4), block("240.0.0.0", 4),
            block("168.63.129.16", 32));
    private static final Block GLOBAL_UNICAST = block("2000::", 3);
    private static final List<Block> NOT_PUBLIC_6 = List.of(block("2001::", 23), block("2001:db8::", 32), block("2002::", 16),
            block("3fff::", 20));

    /** The addresses that share so many leading bits. */
    private record Block(byte[] start, int bits) {
        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((start[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address
                ? NOT_PUBLIC.stream().noneMatch(block -> block.holds(bytes))
                : GLOBAL_UNICAST.holds(bytes) && NOT_PUBLIC_6.stream().noneMatch(block -> block.holds(bytes));
    }

    private static Block block(String start, int bits) {
        return new Block(InetAddress.ofLiteral(start).getAddress(), bits);
    }
}
