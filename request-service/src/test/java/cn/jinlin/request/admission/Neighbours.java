package cn.jinlin.request.admission;

import cn.jinlin.request.directory.Directory;
import cn.jinlin.request.order.Samples;
import cn.jinlin.request.roster.Claimant;

/** A directory in which everybody lives in the community of the samples. */
public final class Neighbours extends Claimants {
    public Neighbours(Directory directory) {
        super(directory);
    }

    @Override
    public Claimant of(String memberId) {
        return Samples.neighbour(memberId);
    }
}
