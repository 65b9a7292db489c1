package cn.jinlin.kit.sample;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A service as small as can be, to show what the kit promises. */
@SpringBootApplication
public class SampleApplication {}
