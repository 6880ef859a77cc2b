using System.Numerics;
using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Curriculum.Search;

/// <summary>The words of an index, for correcting mistyped words.</summary>
internal sealed class Vocabulary
{
    // Shorter words have too many neighbours for a useful guess.
    private const int ShortestGuessed = 4;
    private const int LongestWithOneSlip = 6;
    private const int LongestWord = 40;
    private const int MostGuesses = 3;

    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<(string Word, uint Letters)>> _byLength = [];

    internal void Add(string word)
    {
        if (!_uses.TryAdd(word, 1))
        {
            _uses[word]++;
            return;
        }

        if (!_byLength.TryGetValue(word.Length, out var words))
        {
            _byLength[word.Length] = words = [];
        }

        words.Add((word, LettersOf(word)));
    }

    /// <summary>Returns the words nearest to an unknown one, most frequent first; empty when none is near enough.</summary>
    /// <param name="word">The word in lowercase.</param>
    internal IReadOnlyList<string> Near(string word)
    {
        if (word.Length is < ShortestGuessed or > LongestWord)
        {
            return [];
        }

        var most = word.Length <= LongestWithOneSlip ? 1 : 2;
        var letters = LettersOf(word);
        var near = new List<(string Word, int Distance)>();
        for (var length = word.Length - most; length <= word.Length + most; length++)
        {
            foreach (var known in _byLength.GetValueOrDefault(length, []))
            {
                // One edit changes at most two distinct letters: most words can be skipped without computing the distance.
                if (
                    BitOperations.PopCount(known.Letters ^ letters) <= 2 * most
                    && WordDistance.Between(word, known.Word, most) is var distance
                    && distance <= most
                )
                {
                    near.Add((known.Word, distance));
                }
            }
        }

        var nearest = near.Count == 0 ? 0 : near.Min(found => found.Distance);
        return
        [
            .. near.Where(found => found.Distance == nearest)
                .Select(found => found.Word)
                .OrderByDescending(found => _uses[found])
                .ThenBy(found => found, StringComparer.Ordinal)
                .Take(MostGuesses),
        ];
    }

    private static uint LettersOf(string word)
    {
        var letters = 0u;
        foreach (var letter in word)
        {
            letters |= 1u << (letter & 31);
        }

        return letters;
    }
}
