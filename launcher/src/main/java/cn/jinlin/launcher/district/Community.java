package cn.jinlin.launcher.district;

import java.util.List;
import java.util.Map;

/** One village or community of the demo district, with two made-up compounds. */
public record Community(String code, String name, String subdistrictCode, String subdistrictName, double longitude,
        double latitude) {

    /** From a line of the division codes. */
    static Community of(String line) {
        String[] field = line.split(",", -1);
        return new Community(field[0], field[1], field[2], field[3], Double.parseDouble(field[4]), Double.parseDouble(field[5]));
    }

    public String firstCompound() {
        return code + "-a";
    }

    Map<String, Object> body() {
        return Map.of("name", name, "subdistrictCode", subdistrictCode, "subdistrictName", subdistrictName, "location",
                Map.of("longitude", longitude, "latitude", latitude), "compounds",
                List.of(Map.of("compoundId", firstCompound(), "name", "一号小区"),
                        Map.of("compoundId", code + "-b", "name", "二号小区")));
    }
}
