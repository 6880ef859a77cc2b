using System.Text.RegularExpressions;
using IncidentTraining.Core.Curriculum.Rendering;
using Microsoft.Data.Sqlite;

namespace IncidentTraining.Core.Curriculum.Search;

/// <summary>
/// A full-text index of what one audience may see of one day, in a database of its own in memory (SQLite's FTS5 with
/// stemming). It holds only text rendered for that audience, so that no query can reach anything else.
/// </summary>
internal sealed partial class SearchIndex
{
    private const int MostHits = 30;
    private const int LongestQuery = 200;
    private const char MatchBegins = '\u0002';
    private const char MatchEnds = '\u0003';

    // The database lives as long as its only connection; with the index both go.
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly Lock _asking = new();

    internal SearchIndex(IEnumerable<(CurriculumPage Page, RenderedPage Rendered)> pages)
    {
        _connection.Open();
        using var transaction = _connection.BeginTransaction();
        Run("create virtual table section using fts5(title, heading, text, address unindexed, tokenize = 'porter unicode61')");
        using var insert = _connection.CreateCommand();
        insert.CommandText = "insert into section (title, heading, text, address) values ($title, $heading, $text, $address)";
        var (title, heading, text, address) = (insert.Parameters.Add("$title", SqliteType.Text), insert.Parameters.Add("$heading", SqliteType.Text),
            insert.Parameters.Add("$text", SqliteType.Text), insert.Parameters.Add("$address", SqliteType.Text));
        foreach (var (page, rendered) in pages)
        {
            foreach (var section in WithSummary(page, rendered.Sections))
            {
                title.Value = page.Title;
                heading.Value = section.Heading;
                text.Value = section.Text;
                address.Value = section.Anchor.Length == 0 ? page.Path : $"{page.Path}#{section.Anchor}";
                insert.ExecuteNonQuery();
            }
        }

        transaction.Commit();
    }

    internal IReadOnlyList<SearchHit> Find(string query)
    {
        var words = Word().Matches(query[..Math.Min(query.Length, LongestQuery)]).Select(match => match.Value).ToList();
        if (words.Count == 0)
        {
            return [];
        }

        // Every word must occur; the last may be the beginning of one, as it is while it is being typed.
        var hits = Ask(string.Join(' ', words.Select(word => $"\"{word}\"")) + "*");
        return hits.Count > 0 ? hits : Ask(string.Join(" OR ", words.Select(word => $"\"{word}\"*")));
    }

    /// <summary>The summary stands at the head of the page, so it is one section with the text before the first heading.</summary>
    private static IEnumerable<PageSection> WithSummary(CurriculumPage page, IReadOnlyList<PageSection> sections)
    {
        var opening = sections is [{ Anchor: "" } first, ..] ? first.Text : "";
        return sections.Where(section => section.Anchor.Length > 0).Prepend(new PageSection("", "", $"{page.Summary}\n{opening}".Trim()));
    }

    private List<SearchHit> Ask(string match)
    {
        lock (_asking)
        {
            using var select = _connection.CreateCommand();
            select.CommandText =
                """
                select title, heading, address, snippet(section, 2, char(2), char(3), '…', 28)
                from section where section match $match
                order by bm25(section, 8.0, 4.0, 1.0) limit $limit
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
