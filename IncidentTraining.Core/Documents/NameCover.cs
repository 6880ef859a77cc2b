using System.Security.Cryptography;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Documents;

/// <summary>
/// Puts stand-ins over the names of people in what a grader reads who shall not know whose work it is. Nothing that is stored
/// changes, so the names are back as soon as they are not hidden any more.
/// </summary>
/// <remarks>
/// Whole names are covered wherever they stand, and the parts of a name behind an @, as the channel of a run calls people. A bare first
/// name is left: it may be a word, and a text whose words were changed could not be graded.
/// </remarks>
public sealed class NameCover
{
    private readonly Guid _about;
    private readonly Dictionary<string, Guid> _people;
    private readonly Regex? _names;

    /// <summary>Covers the names of these people.</summary>
    /// <param name="about">What is read, a document or a run. The stand-ins are the same throughout it and others elsewhere, so that they tell nothing about who did both.</param>
    /// <param name="people">The people.</param>
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

        // The longest first: "Ana" must not take the beginning of "Ana Maria".
        _names = _people.Count == 0 ? null : new Regex(
            $@"(?<![\p{{L}}\p{{N}}])(?:{string.Join('|', _people.Keys.OrderByDescending(name => name.Length).Select(Regex.Escape))})(?![\p{{L}}\p{{N}}])",
            RegexOptions.CultureInvariant);
    }

    private NameCover(Guid about, NameCover same) => (_about, _people, _names) = (about, same._people, same._names);

    /// <summary>Covers nothing.</summary>
    public static NameCover None { get; } = new(Guid.Empty, []);

    /// <summary>Covers the same people in something else: the names of a class are put together once for a whole list.</summary>
    public NameCover About(Guid other) => new(other, this);

    /// <summary>The text with stand-ins for the names.</summary>
    public string Over(string text) => _names?.Replace(text, name => (name.Value[0] == '@' ? "@" : "") + StandIn(_people[name.Value])) ?? text;

    /// <summary>The document with stand-ins for the names, wherever they stand in it.</summary>
    public DocumentBody Over(DocumentBody body) => _names is null ? body : new DocumentBody(
        Over(body.Title),
        body.Sections.ToDictionary(section => section.Key, section => section.Value with
        {
            Text = Over(section.Value.Text),
            Items = section.Value.Items is { } items ? [.. items.Select(item => item with { What = Over(item.What), Owner = Over(item.Owner), Ticket = Over(item.Ticket) })] : null,
        }));

    private string StandIn(Guid personId) => $"Trainee {Convert.ToHexString(SHA256.HashData([.. _about.ToByteArray(), .. personId.ToByteArray()]))[..4]}";
}
