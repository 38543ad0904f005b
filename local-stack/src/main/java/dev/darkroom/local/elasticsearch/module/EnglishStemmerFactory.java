package dev.darkroom.local.elasticsearch.module;

import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.tartarus.snowball.ext.EnglishStemmer;

/**
 * {@code stemmer} for English. Other languages are refused: a wrong stem would make local results differ from
 * production without a word.
 */
final class EnglishStemmerFactory extends AbstractTokenFilterFactory {
    private final UnaryOperator<TokenStream> stemmer;

    EnglishStemmerFactory(String name, Settings settings) {
        super(name, settings);
        String language = settings.get("language", settings.get("name", "porter"));
        stemmer = switch (language) {
            case "english", "porter" -> PorterStemFilter::new;
            case "porter2" -> tokens -> new SnowballFilter(tokens, new EnglishStemmer());
            case "possessive_english" -> EnglishPossessiveFilter::new;
            default ->
                throw new IllegalArgumentException("stemmer [" + name + "] has language [" + language
                        + "], but the local server knows only [english, porter, porter2, possessive_english]");
        };
    }

    @Override
    public TokenStream create(TokenStream tokens) {
        return stemmer.apply(tokens);
    }
}
