using System.Text.RegularExpressions;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// Whether a handover states who has the role from now on, and does not claim another role for a person who does not hold it.
/// </summary>
internal static partial class HandedRole
{
    private const string Title = "Who has which role";

    private static readonly Dictionary<IncidentRole, Regex> Words = new()
    {
        [IncidentRole.Commander] = Commander(),
        [IncidentRole.Operations] = Operations(),
        [IncidentRole.Communications] = Communications(),
        [IncidentRole.Scribe] = Scribe(),
    };

    public static ResultLine Judge(TimelineEntry over, IReadOnlyList<string> sentences, RunRecord record)
    {
        if (Enum.TryParse<IncidentRole>(over.Subject, out var role) is false || Passed(over) is not { } passed)
        {
            return HandOverPoints.Line(Title, null, "the role is no longer known", over.At);
        }

        var said = false;
        foreach (
            var (clause, named) in sentences
                .SelectMany(sentence => Clause().Split(sentence))
                .SelectMany(clause => Words.Where(one => one.Value.IsMatch(clause)).Select(one => (clause, one.Key)))
        )
        {
            if (record.Crew.Mates.Where(mate => Names(mate.Name).IsMatch(clause)).ToList() is [var mate] && !Denied().IsMatch(clause))
            {
                if (HolderOf(named, over, record) is { } holder && holder != mate.Name)
                {
                    return HandOverPoints.Line(Title, false, $"{holder} was the {named.Title().ToLowerInvariant()}", over.At);
                }

                said |= named == role;
            }

            said |= named == role && You().IsMatch(clause) && !Denied().IsMatch(clause);
        }

        return HandOverPoints.Line(Title, said ? true : null, $"{passed.To} is the {role.Title().ToLowerInvariant()}", over.At);
    }

    /// <summary>
    /// Who held a role right after a handover: the person who gave it away next, or holds it at the end; null when unknown.
    /// </summary>
    private static string? HolderOf(IncidentRole role, TimelineEntry over, RunRecord record) =>
        over.Subject == role.ToString() ? Passed(over)?.To
        : record
            .Log.Where(e =>
                e.Kind == IncidentEventKind.RoleHandedOver && e.Subject == role.ToString() && e.At >= over.At && e.Number > over.Number
            )
            .OrderBy(e => e.Number)
            .FirstOrDefault()
            is { } next
            ? Passed(next)?.From
        : record.Crew.Mates.FirstOrDefault(mate => mate.Roles.Contains(role))?.Name;

    private static (string From, string To)? Passed(TimelineEntry over) =>
        FromTo().Match(over.Text) is { Success: true } match ? (match.Groups[1].Value, match.Groups[2].Value) : null;

    private static Regex Names(string name) =>
        new($@"\b(?:{Regex.Escape(name)}|{Regex.Escape(name.Split(' ')[0])})\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    [GeneratedRegex(@"[^:]*: (.+) → (.+)\.$")]
    private static partial Regex FromTo();

    [GeneratedRegex(@"[,;.–]\s+|\s+(?:and|but|while)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Clause();

    [GeneratedRegex(@"\b(?:not|n't|no longer|never)\b|n't\b", RegexOptions.IgnoreCase)]
    private static partial Regex Denied();

    [GeneratedRegex(@"\b(?:you|yours|your|you're|you'll)\b", RegexOptions.IgnoreCase)]
    private static partial Regex You();

    [GeneratedRegex(@"\b(?:commander|command|IC|incident lead)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Commander();

    [GeneratedRegex(@"\b(?:operations|ops)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Operations();

    [GeneratedRegex(@"\b(?:communications?|comms)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Communications();

    [GeneratedRegex(@"\b(?:scribe|notes|minutes of)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Scribe();
}
