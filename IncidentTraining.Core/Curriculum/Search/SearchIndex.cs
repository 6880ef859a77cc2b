using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace IncidentTraining.Core.Curriculum.Search;

/// <summary>
/// A full-text index of what one audience can see of one day, in its own in-memory database (SQLite FTS5 with stemming). It contains only
/// text rendered for that audience, so that no query can return anything else.
/// </summary>
internal sealed partial class SearchIndex
{
    private const int MostHits = 30;
    private const int LongestQuery = 200;
    private const char MatchBegins = '\u0002';
    private const char MatchEnds = '\u0003';

    // The database lives as long as its only connection; both end with the index.
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly Vocabulary _vocabulary = new();
    private readonly Lock _asking = new();

    internal SearchIndex(IEnumerable<SearchEntry> entries)
    {
        _connection.Open();
        using var transaction = _connection.BeginTransaction();
        Run(
            "create virtual table section using fts5(title, heading, text, address unindexed, tokenize = 'porter unicode61', prefix = '1 2 3')"
        );
        using var insert = _connection.CreateCommand();
        insert.CommandText = "insert into section (title, heading, text, address) values ($title, $heading, $text, $address)";
        var (title, heading, text, address) = (
            insert.Parameters.Add("$title", SqliteType.Text),
            insert.Parameters.Add("$heading", SqliteType.Text),
            insert.Parameters.Add("$text", SqliteType.Text),
            insert.Parameters.Add("$address", SqliteType.Text)
        );
        foreach (var entry in entries)
        {
            (title.Value, heading.Value, text.Value, address.Value) = (entry.Title, entry.Heading, entry.Text, entry.Address);
            insert.ExecuteNonQuery();
            foreach (var part in (string[])[entry.Title, entry.Heading, entry.Text])
            {
                foreach (Match word in Word().Matches(part))
                {
                    _vocabulary.Add(word.Value.ToLowerInvariant());
                }
            }
        }

        transaction.Commit();
    }

    internal SearchAnswer Find(string query)
    {
        var words = Word().Matches(query[..Math.Min(query.Length, LongestQuery)]).Select(match => match.Value.ToLowerInvariant()).ToList();
        if (words.Count == 0)
        {
            return SearchAnswer.Nothing;
        }

        lock (_asking)
        {
            var meant = words.Select((word, index) => Meant(word, isLast: index == words.Count - 1)).ToList();
            // Every word must occur; the last may be a prefix, because it may still be being typed.
            var hits = Ask(string.Join(" AND ", meant.Select(forms => forms.Match)));
            if (hits.Count == 0 && words.Count > 1)
            {
                hits = Ask(string.Join(" OR ", meant.Select(forms => forms.Match)));
            }

            return new SearchAnswer(hits, meant.Any(forms => forms.IsGuessed) ? string.Join(' ', meant.Select(forms => forms.Word)) : null);
        }
    }

    /// <summary>Returns the word if it occurs, otherwise the words that were probably meant.</summary>
    private (string Match, string Word, bool IsGuessed) Meant(string word, bool isLast)
    {
        var match = isLast ? $"\"{word}\"*" : $"\"{word}\"";
        if (Occurs(match) || _vocabulary.Near(word) is not { Count: > 0 } near)
        {
            return (match, word, false);
        }

        return ($"({string.Join(" OR ", near.Select(guess => $"\"{guess}\""))})", near[0], true);
    }

    private bool Occurs(string match)
    {
        using var select = _connection.CreateCommand();
        select.CommandText = "select 1 from section where section match $match limit 1";
        select.Parameters.AddWithValue("$match", match);
        return select.ExecuteScalar() is not null;
    }

    private List<SearchHit> Ask(string match)
    {
        using var select = _connection.CreateCommand();
        select.CommandText = """
            select title, heading, address, snippet(section, 2, char(2), char(3), '…', 28)
            from section where section match $match and rank match 'bm25(8.0, 4.0, 1.0)'
            order by rank limit $limit
            """;
        select.Parameters.AddWithValue("$match", match);
        select.Parameters.AddWithValue("$limit", MostHits);
        using var reader = select.ExecuteReader();
        var hits = new List<SearchHit>();
        while (reader.Read())
        {
            hits.Add(new SearchHit(reader.GetString(2), reader.GetString(0), reader.GetString(1), PartsOf(reader.GetString(3))));
        }

        return hits;
    }

    private static List<SnippetPart> PartsOf(string snippet)
    {
        var parts = new List<SnippetPart>();
        var isMatch = false;
        foreach (var text in snippet.Split(MatchBegins, MatchEnds))
        {
            if (text.Length > 0)
            {
                parts.Add(new SnippetPart(text, isMatch));
            }

            isMatch = !isMatch;
        }

        return parts;
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
