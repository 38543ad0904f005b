package dev.darkroom.local.elasticsearch.module;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;

/** {@code edge_ngram}: the beginnings of a word, for search as you type. */
final class EdgeNGramFactory extends AbstractTokenFilterFactory {
    private final int minGram;
    private final int maxGram;
    private final boolean preserveOriginal;

    EdgeNGramFactory(String name, Settings settings) {
        super(name, settings);
        if (!settings.get("side", "front").equals("front")) {
            throw new IllegalArgumentException("edge_ngram [" + name + "] has side [" + settings.get("side")
                    + "], but the local server knows only [front]");
        }
        minGram = settings.getAsInt("min_gram", 1);
        maxGram = settings.getAsInt("max_gram", 2);
        preserveOriginal = settings.getAsBoolean("preserve_original", EdgeNGramTokenFilter.DEFAULT_PRESERVE_ORIGINAL);
    }

    @Override
    public TokenStream create(TokenStream tokens) {
        return new EdgeNGramTokenFilter(tokens, minGram, maxGram, preserveOriginal);
    }
}
