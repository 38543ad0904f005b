package dev.darkroom.local.spanner;

import java.util.ArrayList;
import java.util.List;

/** Walks over the tokens of one statement; asking beyond the end is always safe. */
final class TokenCursor {
    private static final SqlToken END = new SqlToken(SqlToken.Kind.SYMBOL, "", 0, 0);

    private final List<SqlToken> tokens;
    private int at;

    TokenCursor(List<SqlToken> tokens) {
        this.tokens = tokens;
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    SqlToken peek() {
        return peek(0);
    }

    SqlToken peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : END;
    }

    SqlToken next() {
        SqlToken token = peek();
        at++;
        return token;
    }

    /** The token just passed. */
    SqlToken last() {
        return at > 0 && at <= tokens.size() ? tokens.get(at - 1) : END;
    }

    /** Passes these words if all of them come next. */
    boolean accept(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(i).is(words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    void expect(String word) {
        if (!accept(word)) {
            throw Refused.invalid("Syntax error: expected " + word + " but found " + shown());
        }
    }

    /** A name, with its schema unless that is {@code public}. */
    String name() {
        if (!peek().isName()) {
            throw Refused.invalid("Syntax error: expected a name but found " + shown());
        }
        String name = next().name();
        if (peek().is(".") && peek(1).isName()) {
            at++;
            String inner = next().name();
            return name.equals("public") ? inner : name + "." + inner;
        }
        return name;
    }

    /** The tokens inside the parentheses that open here; the cursor ends behind them. */
    List<SqlToken> parenthesised() {
        expect("(");
        int from = at;
        for (int depth = 1; !atEnd(); ) {
            SqlToken token = next();
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0) {
                return tokens.subList(from, at - 1);
            }
        }
        throw Refused.invalid("Syntax error: a parenthesis is not closed");
    }

    List<SqlToken> rest() {
        return tokens.subList(Math.min(at, tokens.size()), tokens.size());
    }

    String shown() {
        return atEnd() ? "the end of the statement" : "'" + peek().text() + "'";
    }

    /** Splits at the commas outside parentheses and brackets. */
    static List<List<SqlToken>> splitAtCommas(List<SqlToken> tokens) {
        List<List<SqlToken>> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            depth += token.is("(") || token.is("[") ? 1 : token.is(")") || token.is("]") ? -1 : 0;
            if (depth == 0 && token.is(",")) {
                parts.add(tokens.subList(from, i));
                from = i + 1;
            }
        }
        parts.add(tokens.subList(from, tokens.size()));
        return parts;
    }
}
