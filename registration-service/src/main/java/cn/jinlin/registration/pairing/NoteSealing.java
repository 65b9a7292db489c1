package cn.jinlin.registration.pairing;

import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import cn.jinlin.kit.crypto.FieldCipher;

/** Encrypts and reads what is noted about visits; a ciphertext is bound to its visit, or to the end of its pairing. */
@Component
class NoteSealing {
    private final FieldCipher cipher;

    NoteSealing(FieldCipher cipher) {
        this.cipher = cipher;
    }

    String sealVisit(String pairingId, String visitId, String note) {
        return cipher.encrypt(note, visit(pairingId, visitId));
    }

    String openVisit(String pairingId, String visitId, String sealed) {
        return cipher.decrypt(sealed, visit(pairingId, visitId));
    }

    String sealEnding(String pairingId, String note) {
        return cipher.encrypt(note, ending(pairingId));
    }

    String openEnding(String pairingId, String sealed) {
        return cipher.decrypt(sealed, ending(pairingId));
    }

    /** Whether all notes were written with the key that writes now. */
    boolean isFresh(Pairing pairing) {
        return Stream.concat(pairing.visits().stream().flatMap(visit -> visit.note().stream()),
                pairing.ending().flatMap(Pairing.Ending::note).stream()).allMatch(cipher::isFresh);
    }

    /** The same notes, written with the key that writes now. */
    Pairing anew(Pairing pairing) {
        String id = pairing.pairingId();
        return pairing.noted(
                pairing.visits().stream().map(visit -> visit.noted(
                        visit.note().map(note -> sealVisit(id, visit.visitId(), openVisit(id, visit.visitId(), note))))).toList(),
                pairing.ending().flatMap(Pairing.Ending::note).map(note -> sealEnding(id, openEnding(id, note))));
    }

    private static String visit(String pairingId, String visitId) {
        return "pairings/" + pairingId + "/visits/" + visitId;
    }

    private static String ending(String pairingId) {
        return "pairings/" + pairingId + "/ending";
    }
}
