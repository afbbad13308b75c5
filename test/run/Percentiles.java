import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/**
 * Of each group of .hlog files, which "--" ends, merges the intervals from a second on and prints count, p50, p95, p99
 * and max in µs, a line a group.
 */
class Percentiles {
    public static void main(String[] args) throws Exception {
        double from = Double.parseDouble(args[0]);
        List<File> group = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            if (!args[i].equals("--")) {
                group.add(new File(args[i]));
                continue;
            }
            print(merged(group, from));
            group.clear();
        }
    }

    private static Histogram merged(List<File> files, double from) throws Exception {
        Histogram merged = new Histogram(3);
        for (File file : files) {
            HistogramLogReader reader = new HistogramLogReader(file);
            while (reader.hasNext()) {
                Histogram interval = (Histogram) reader.nextIntervalHistogram();
                if (interval.getStartTimeStamp() / 1000.0 >= from) merged.add(interval);
            }
        }
        return merged;
    }

    private static void print(Histogram merged) {
        StringBuilder line = new StringBuilder().append(merged.getTotalCount());
        for (double p : new double[] {50, 95, 99}) line.append(' ').append(merged.getValueAtPercentile(p));
        System.out.println(line.append(' ').append(merged.getMaxValue()));
    }
}
