package org.figtrace.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Puts the words of a page into reading order. Words become line fragments; a gutter that most fragments respect parts
 * the page into columns; fragments that cross it (titles, captions as wide as the page) part the columns from above and
 * below. Coordinates are in points, y downwards, at the base line.
 */
final class PageLayout {
    private static final int FEWEST_LINES = 3;
    private static final int MOST_COLUMNS_DEEP = 3;

    private PageLayout() {}

    /** @param size of the type, in points */
    record Word(String text, double left, double right, double base, double size) {}

    private record Fragment(List<Word> words, double left, double right, double base, double size) {
        static Fragment of(List<Word> words) {
            double right = words.stream().mapToDouble(Word::right).max().orElseThrow();
            double size = words.stream().mapToDouble(Word::size).max().orElseThrow();
            return new Fragment(words, words.get(0).left(), right, words.get(0).base(), size);
        }

        String text() {
            StringBuilder line = new StringBuilder();
            for (Word word : words) {
                line.append(line.length() > 0 ? " " : "").append(word.text());
            }
            return line.toString();
        }
    }

    /** The lines of a page; an empty line where a paragraph, a column or a type size ends. */
    static String text(List<Word> words) {
        StringBuilder text = new StringBuilder();
        for (List<Fragment> run : runs(fragments(words), 0)) {
            Fragment above = null;
            for (Fragment line : run) {
                if (above != null && isGap(above, line)) {
                    text.append('\n');
                }
                text.append(line.text()).append('\n');
                above = line;
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static boolean isGap(Fragment above, Fragment below) {
        double size = Math.max(above.size(), below.size());
        return below.base() - above.base() > 1.6 * size || Math.abs(above.size() - below.size()) > 0.15 * size;
    }

    /** Words of one base line, parted where more than an em and a half is empty. */
    private static List<Fragment> fragments(List<Word> words) {
        List<Word> sorted = new ArrayList<>(words);
        sorted.sort(Comparator.comparingDouble(Word::base).thenComparingDouble(Word::left));
        List<Fragment> fragments = new ArrayList<>();
        int i = 0;
        while (i < sorted.size()) {
            int end = i + 1;
            // raised and lowered signs stand within a third of the type size of their line
            while (end < sorted.size()
                    && sorted.get(end).base() - sorted.get(end - 1).base()
                            <= 0.35
                                    * Math.min(
                                            sorted.get(end).size(),
                                            sorted.get(end - 1).size())
                    && sorted.get(end).base() - sorted.get(i).base()
                            <= 0.6 * sorted.get(i).size()) {
                end++;
            }
            List<Word> line = new ArrayList<>(sorted.subList(i, end));
            line.sort(Comparator.comparingDouble(Word::left));
            List<Word> open = new ArrayList<>();
            for (Word word : line) {
                if (!open.isEmpty()) {
                    Word last = open.get(open.size() - 1);
                    if (word.left() - last.right() > 1.2 * Math.max(word.size(), last.size())) {
                        fragments.add(Fragment.of(List.copyOf(open)));
                        open.clear();
                    }
                }
                open.add(word);
            }
            fragments.add(Fragment.of(List.copyOf(open)));
            i = end;
        }
        return fragments;
    }

    private static List<List<Fragment>> runs(List<Fragment> fragments, int depth) {
        List<Fragment> sorted = new ArrayList<>(fragments);
        sorted.sort(Comparator.comparingDouble(Fragment::base).thenComparingDouble(Fragment::left));
        Optional<Double> gutter = depth < MOST_COLUMNS_DEEP ? gutter(sorted) : Optional.empty();
        if (gutter.isEmpty()) {
            return sorted.isEmpty() ? List.of() : List.of(sorted);
        }
        double x = gutter.get();
        List<List<Fragment>> runs = new ArrayList<>();
        List<Fragment> left = new ArrayList<>();
        List<Fragment> right = new ArrayList<>();
        List<Fragment> across = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            Fragment f = sorted.get(i);
            boolean crosses = f.left() < x && f.right() > x;
            boolean endsWide = !across.isEmpty() && goesOn(across.get(across.size() - 1), sorted, i);
            if (crosses || endsWide) {
                runs.addAll(runs(left, depth + 1));
                runs.addAll(runs(right, depth + 1));
                left.clear();
                right.clear();
                across.add(f);
            } else {
                if (!across.isEmpty()) {
                    runs.add(List.copyOf(across));
                    across.clear();
                }
                (f.right() <= x ? left : right).add(f);
            }
        }
        runs.addAll(runs(left, depth + 1));
        runs.addAll(runs(right, depth + 1));
        if (!across.isEmpty()) {
            runs.add(List.copyOf(across));
        }
        return runs;
    }

    /** Whether a line that ends before the gutter is the last of a paragraph as wide as the page. */
    private static boolean goesOn(Fragment wide, List<Fragment> sorted, int i) {
        Fragment line = sorted.get(i);
        boolean alone = i + 1 == sorted.size() || sorted.get(i + 1).base() - line.base() > 0.6 * line.size();
        return alone && Math.abs(line.left() - wide.left()) < 0.5 * line.size() && !isGap(wide, line);
    }

    /** The x that parts most lines into left and right and that fewest cross; there must be both and few that cross. */
    private static Optional<Double> gutter(List<Fragment> fragments) {
        double best = 0;
        Optional<Double> gutter = Optional.empty();
        double low = fragments.stream().mapToDouble(Fragment::left).min().orElse(0);
        double high = fragments.stream().mapToDouble(Fragment::right).max().orElse(0);
        double step = Math.max(1, (high - low) / 200);
        for (double x = low + step; x < high; x += step) {
            int left = 0;
            int right = 0;
            int across = 0;
            for (Fragment f : fragments) {
                if (f.right() <= x) {
                    left++;
                } else if (f.left() >= x) {
                    right++;
                } else {
                    across++;
                }
            }
            boolean parts = left >= FEWEST_LINES && right >= FEWEST_LINES && across <= left + right;
            double score = Math.min(left, right) - 2.0 * across / 3 + columns(fragments, x);
            if (parts && score > best) {
                best = score;
                gutter = Optional.of(x);
            }
        }
        return gutter;
    }

    /** A real column begins at one x: a share of the fragments right of the gutter start within a few points of it. */
    private static double columns(List<Fragment> fragments, double x) {
        double first = fragments.stream()
                .mapToDouble(Fragment::left)
                .filter(l -> l >= x)
                .min()
                .orElse(x);
        long aligned = fragments.stream()
                .filter(f -> f.left() >= x && f.left() - first < 2 * f.size())
                .count();
        return aligned / 2.0;
    }
}
