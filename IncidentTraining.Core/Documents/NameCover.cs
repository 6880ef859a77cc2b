using System.Security.Cryptography;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Documents;

/// <summary>
/// Replaces people's names with pseudonyms in texts shown to graders who must not know the author. Stored texts are not changed, so names
/// reappear as soon as they are no longer hidden.
/// </summary>
/// <remarks>
/// Replaces full names anywhere, and parts of a name after an @, as used in a run's channel. A bare first name is not replaced:
/// it may be an ordinary word, and replacing it could distort the graded text.
/// </remarks>
public sealed class NameCover
{
    private readonly Guid _about;
    private readonly Dictionary<string, Guid> _people;
    private readonly Regex? _names;

    /// <summary>Hides the names of these people.</summary>
    /// <param name="about">The document or run that is read. Pseudonyms are stable within it and differ elsewhere, so that they cannot be
    /// linked.</param>
    public NameCover(Guid about, IEnumerable<(Guid PersonId, string Name)> people)
    {
        (_about, _people) = (about, new(StringComparer.Ordinal));
        foreach (var (personId, name) in people)
        {
            _people.TryAdd(name, personId);
            foreach (var part in name.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                _people.TryAdd($"@{part}", personId);
            }
        }

        // Longest first: "Ana" must not match the beginning of "Ana Maria".
        _names =
            _people.Count == 0
                ? null
                : new Regex(
                    $@"(?<![\p{{L}}\p{{N}}])(?:{string.Join('|', _people.Keys.OrderByDescending(name => name.Length).Select(Regex.Escape))})(?![\p{{L}}\p{{N}}])",
                    RegexOptions.CultureInvariant
                );
    }

    private NameCover(Guid about, NameCover same) => (_about, _people, _names) = (about, same._people, same._names);

    /// <summary>Hides nothing.</summary>
    public static NameCover None { get; } = new(Guid.Empty, []);

    /// <summary>Hides the same people in another document or run, so that a list loads the names of a class once.</summary>
    public NameCover About(Guid other) => new(other, this);

    /// <summary>Returns the text with pseudonyms.</summary>
    public string Over(string text) =>
        _names?.Replace(text, name => (name.Value[0] == '@' ? "@" : "") + StandIn(_people[name.Value])) ?? text;

    /// <summary>Returns the document with pseudonyms throughout.</summary>
    public DocumentBody Over(DocumentBody body) =>
        _names is null
            ? body
            : new DocumentBody(
                Over(body.Title),
                body.Sections.ToDictionary(
                    section => section.Key,
                    section =>
                        section.Value with
                        {
                            Text = Over(section.Value.Text),
                            Items = section.Value.Items is { } items
                                ?
                                [
                                    .. items.Select(item =>
                                        item with
                                        {
                                            What = Over(item.What),
                                            Owner = Over(item.Owner),
                                            Ticket = Over(item.Ticket),
                                        }
                                    ),
                                ]
                                : null,
                        }
                )
            );

    private string StandIn(Guid personId) =>
        $"Trainee {Convert.ToHexString(SHA256.HashData([.. _about.ToByteArray(), .. personId.ToByteArray()]))[..4]}";
}
