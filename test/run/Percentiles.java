import java.io.File;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/** Merges the intervals of .hlog files from a second on and prints count, p50, p95, p99, p99.9 and max in µs. */
class Percentiles {
    public static void main(String[] args) throws Exception {
        double from = Double.parseDouble(args[0]);
        Histogram merged = new Histogram(3);
        for (int i = 1; i < args.length; i++) {
            HistogramLogReader reader = new HistogramLogReader(new File(args[i]));
            while (reader.hasNext()) {
                Histogram interval = (Histogram) reader.nextIntervalHistogram();
                if (interval.getStartTimeStamp() / 1000.0 >= from) merged.add(interval);
            }
        }
        System.out.println(merged.getTotalCount());
        for (double p : new double[] {50, 95, 99, 99.9}) System.out.println(merged.getValueAtPercentile(p));
        System.out.println(merged.getMaxValue());
    }
}
