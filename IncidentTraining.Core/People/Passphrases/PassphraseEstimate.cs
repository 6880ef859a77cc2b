using Zxcvbn.Matcher;

namespace IncidentTraining.Core.People;

/// <summary>
/// Estimates how many guesses a passphrase takes, based on the zxcvbn model (Wheeler, USENIX Security 2016). Known words and repetitions
/// add nothing, although the library's model would add them up.
/// </summary>
/// <remarks>
/// The threshold is score 2 of 4: 100 million guesses on average. For one account, wrong attempts are limited to some hundred a day, so
/// guessing takes centuries; three uncommon words are enough.
/// </remarks>
public static class PassphraseEstimate
{
    // The library's running time grows with the square of the length, and further characters change nothing.
    private const int LongestEstimated = 64;
    private const int Enough = 2;
    private const string Advice = "Add a word or two that do not belong together.";

    // Loading its word lists takes a third of a second, an estimate a millisecond: one instance, one caller at a time.
    private static readonly Lock OneAtATime = new();
    private static readonly Lazy<Zxcvbn.Zxcvbn> Library = new(() => new Zxcvbn.Zxcvbn());

    /// <summary>The strength of the passphrase.</summary>
    /// <param name="passphrase">The passphrase.</param>
    /// <param name="names">The names of the person and of their classes.</param>
    public static PassphraseStrength Of(string passphrase, IEnumerable<string> names)
    {
        if (passphrase.Length < PersonName.ShortestPassphrase)
        {
            return new(
                PassphraseGrade.TooWeak,
                $"A passphrase needs at least {PersonName.ShortestPassphrase} characters; a few words are easy to remember."
            );
        }

        if (passphrase.Length > PersonName.LongestPassphrase)
        {
            return new(PassphraseGrade.TooWeak, $"A passphrase can have at most {PersonName.LongestPassphrase} characters.");
        }

        var words = KnownWords.Of(names);
        var once = Once(passphrase);
        var rest = KnownWords.Without(once, words);
        var (whole, alone) = (Estimate(once, words), rest == once ? null : Estimate(rest, words));
        var score = Math.Min(whole.Score, alone?.Score ?? whole.Score);
        return score < Enough
            ? new(
                PassphraseGrade.TooWeak,
                $"Too easy to guess. {(alone is not null ? "Names of people, of the class and of the portal do not count." : Weakness(whole, passphrase, once))} {Advice}"
            )
            : score switch
            {
                Enough => new(PassphraseGrade.Fair, "Just enough. One more word would make it good."),
                3 => new(PassphraseGrade.Good, "Good."),
                _ => new(PassphraseGrade.Strong, "Strong."),
            };
    }

    private static Zxcvbn.Result Estimate(string text, IReadOnlyList<string> words)
    {
        lock (OneAtATime)
        {
            return Library.Value.EvaluatePassword(text.Length > LongestEstimated ? text[..LongestEstimated] : text, words);
        }
    }

    /// <summary>Removes repeated words; of a text that repeats itself without spaces, one repetition remains.</summary>
    private static string Once(string passphrase)
    {
        var text = string.Join(
            ' ',
            passphrase.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)
        );
        var round = Enumerable
            .Range(1, text.Length / 2)
            .FirstOrDefault(length =>
                Enumerable
                    .Range(length, text.Length - length)
                    .All(at => char.ToUpperInvariant(text[at]) == char.ToUpperInvariant(text[at - length]))
            );
        return round == 0 ? text : text[..round];
    }

    private static string Weakness(Zxcvbn.Result result, string passphrase, string once)
    {
        var found = result.MatchSequence ?? [];
        return found.OfType<DictionaryMatch>().Any(match => match.DictionaryName == "passwords" && match.Rank <= 100)
                ? "It contains one of the most common passwords."
            : once.Length < passphrase.Trim().Length || found.OfType<RepeatMatch>().Any() ? "Repeated words and characters count once."
            : found.OfType<SequenceMatch>().Any() ? "Sequences such as abcd or 1234 are guessed first."
            : found.Any(match => match.Token.Length > 2 && match.Token.All(char.IsAsciiDigit)) || found.OfType<DateMatch>().Any()
                ? "Dates, years and plain numbers are guessed first."
            : found.OfType<SpatialMatch>().Any() ? "Neighbouring keys such as qwerty are guessed first."
            : found.OfType<DictionaryMatch>().ToList() is { Count: > 0 } words
            && words.TrueForAll(match => match.DictionaryName is "male_names" or "female_names" or "surnames")
                ? "Names are guessed first."
            : "It has too few words.";
    }
}
