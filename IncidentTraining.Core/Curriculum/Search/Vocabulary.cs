namespace IncidentTraining.Core.Curriculum.Search;

/// <summary>The words of an index, for guessing what a mistyped word was meant to be.</summary>
internal sealed class Vocabulary
{
    // Shorter words have too many neighbours for a guess to mean anything.
    private const int ShortestGuessed = 4;
    private const int LongestWithOneSlip = 6;
    private const int LongestWord = 40;
    private const int MostGuesses = 3;

    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);

    internal void Add(string word) => _uses[word] = _uses.GetValueOrDefault(word) + 1;

    /// <summary>The words nearest to one that is not known, the more used first; empty when there is none near enough.</summary>
    /// <param name="word">In lower case.</param>
    internal IReadOnlyList<string> Near(string word)
    {
        if (word.Length is < ShortestGuessed or > LongestWord)
        {
            return [];
        }

        var most = word.Length <= LongestWithOneSlip ? 1 : 2;
        var near = new List<(string Word, int Distance, int Uses)>();
        foreach (var (known, uses) in _uses)
        {
            var distance = WordDistance.Between(word, known, most);
            if (distance <= most)
            {
                near.Add((known, distance, uses));
            }
        }

        var nearest = near.Count == 0 ? 0 : near.Min(found => found.Distance);
        return [.. near.Where(found => found.Distance == nearest).OrderByDescending(found => found.Uses).ThenBy(found => found.Word, StringComparer.Ordinal).Take(MostGuesses).Select(found => found.Word)];
    }
}
