using System.Buffers.Binary;
using System.Security.Cryptography;

namespace IncidentTraining.Core.Crews;

/// <summary>
/// Divides people into crews. The same people, size and seed give the same crews on every machine. No crew is larger than requested, and
/// sizes differ by at most one.
/// </summary>
public static class CrewDraw
{
    /// <summary>The smallest crew size that can be requested.</summary>
    public const int Smallest = 2;

    /// <summary>The largest number of class members in one crew; helpers from the staff are additional.</summary>
    public const int Largest = 6;

    private const int MostSwaps = 1000;

    /// <summary>Divides by chance.</summary>
    /// <param name="people">Whom.</param>
    /// <param name="size">The size of a crew, at least 1.</param>
    /// <param name="seed">Decides the draw.</param>
    public static IReadOnlyList<IReadOnlyList<Guid>> Random(IEnumerable<Guid> people, int size, int seed)
    {
        var (shuffled, next) = (Shuffle(people, seed), 0);
        return [.. Sizes(shuffled.Count, size).Select(room => shuffled.GetRange((next += room) - room, room))];
    }

    /// <summary>Divides so that the averages of the crews are close to each other.</summary>
    /// <param name="scores">The people, each with a score; null counts as the average of the others.</param>
    /// <param name="size">The size of a crew, at least 1.</param>
    /// <param name="seed">Decides between people with the same score.</param>
    public static IReadOnlyList<IReadOnlyList<Guid>> Balanced(IReadOnlyDictionary<Guid, double?> scores, int size, int seed)
    {
        var known = scores.Values.OfType<double>().ToList();
        var average = known.Count == 0 ? 0 : known.Average();
        var score = scores.ToDictionary(one => one.Key, one => one.Value ?? average);
        var rooms = Sizes(scores.Count, size);
        var crews = rooms.Select(room => new List<Guid>(room)).ToList();
        foreach (var person in Shuffle(scores.Keys, seed).OrderByDescending(person => score[person]))
        {
            // The strongest remaining person joins the weakest crew that has room.
            var place = Enumerable
                .Range(0, crews.Count)
                .Where(crew => crews[crew].Count < rooms[crew])
                .MinBy(crew => (crews[crew].Sum(mate => score[mate]), crews[crew].Count));
            crews[place].Add(person);
        }

        for (var swaps = 0; swaps < MostSwaps && Swap(crews, score); swaps++) { }

        return crews;
    }

    /// <summary>The average score of a crew; null when none of its people has one.</summary>
    public static double? AverageOf(IEnumerable<double?> scores) => scores.Average();

    private static List<int> Sizes(int people, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var crews = (people + size - 1) / size;
        return [.. Enumerable.Range(0, crews).Select(crew => (people / crews) + (crew < people % crews ? 1 : 0))];
    }

    /// <summary>Swaps two people of different crews if that brings the averages of the two crews closer together.</summary>
    private static bool Swap(List<List<Guid>> crews, Dictionary<Guid, double> score)
    {
        const double enough = 1e-9;
        var sums = crews.ConvertAll(crew => crew.Sum(mate => score[mate]));
        for (var one = 0; one < crews.Count; one++)
        {
            for (var other = one + 1; other < crews.Count; other++)
            {
                var apart = Math.Abs((sums[one] / crews[one].Count) - (sums[other] / crews[other].Count));
                for (var mine = 0; mine < crews[one].Count; mine++)
                {
                    for (var theirs = 0; theirs < crews[other].Count; theirs++)
                    {
                        var gain = score[crews[other][theirs]] - score[crews[one][mine]];
                        var after = Math.Abs(((sums[one] + gain) / crews[one].Count) - ((sums[other] - gain) / crews[other].Count));
                        if (after < apart - enough)
                        {
                            (crews[one][mine], crews[other][theirs]) = (crews[other][theirs], crews[one][mine]);
                            return true;
                        }
                    }
                }
            }
        }

        return false;
    }

    // A hash orders the people regardless of their input order, and does not depend on a generator whose sequence could change.
    private static List<Guid> Shuffle(IEnumerable<Guid> people, int seed) =>
        [.. people.OrderBy(person => Place(person, seed)).ThenBy(person => person)];

    private static ulong Place(Guid person, int seed)
    {
        Span<byte> key = stackalloc byte[20];
        BinaryPrimitives.WriteInt32BigEndian(key, seed);
        person.TryWriteBytes(key[4..], bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(key));
    }
}
