using System.Numerics;
using IncidentTraining.Core.Content;

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

    /// <summary>The words nearest to one that is not known, the more used first; empty when there is none near enough.</summary>
    /// <param name="word">In lower case.</param>
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
                // One slip changes at most two of the letters that a word has at all: most words need no closer look.
                if (BitOperations.PopCount(known.Letters ^ letters) <= 2 * most && WordDistance.Between(word, known.Word, most) is var distance && distance <= most)
                {
                    near.Add((known.Word, distance));
                }
            }
        }

        var nearest = near.Count == 0 ? 0 : near.Min(found => found.Distance);
        return [.. near.Where(found => found.Distance == nearest).Select(found => found.Word)
            .OrderByDescending(found => _uses[found]).ThenBy(found => found, StringComparer.Ordinal).Take(MostGuesses)];
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
