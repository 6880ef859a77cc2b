using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// The given courses of the last accounts, in memory. Seeds are drawn per run, so two runs hardly ever have the same key; a run that was
/// opened again and ends a second time does, unless its tools sent requests or a person in the channel decided something meanwhile.
/// </summary>
/// <param name="most">Cache size; the course that was simulated first is dropped first.</param>
internal sealed class KnownCourses(int most = KnownCourses.Most)
{
    /// <summary>Default cache size.</summary>
    public const int Most = 16;

    private readonly Lock _lock = new();
    private readonly Queue<string> _order = new();
    private readonly Dictionary<string, GivenCourses> _known = [];

    /// <summary>Number of cached entries.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _known.Count;
            }
        }
    }

    /// <summary>
    /// The given courses of a run; they count as effort whether or not they are cached, so that an account is the same either way.
    /// </summary>
    /// <param name="situation">The shop; its scenario must be as it was read from its text.</param>
    /// <param name="given">The given inputs.</param>
    /// <param name="effort">Counts the courses.</param>
    /// <param name="further">Number of further courses in the account.</param>
    /// <param name="ct">Stops the computing.</param>
    public GivenCourses Of(Situation situation, IReadOnlyList<ShopInput> given, Effort effort, int further, CancellationToken ct)
    {
        var key = Key(situation, given);
        lock (_lock)
        {
            if (_known.TryGetValue(key, out var known))
            {
                effort.Expect(further + known.Courses);
                effort.Add(known.Events, known.Courses);
                return known;
            }
        }

        var played = GivenCourses.Play(situation, given, effort, further, ct);
        lock (_lock)
        {
            if (_known.TryAdd(key, played))
            {
                _order.Enqueue(key);
            }

            if (_order.Count > most)
            {
                _known.Remove(_order.Dequeue());
            }
        }

        return played;
    }

    /// <summary>
    /// Everything that determines the given courses: the scenario's text and the seed, which pick the cause, the engine, the horizon and
    /// the inputs.
    /// </summary>
    internal static string Key(Situation situation, IReadOnlyList<ShopInput> given)
    {
        var text = new StringBuilder(situation.Scenario.Source)
            .Append('\0')
            .Append(CultureInfo.InvariantCulture, $"{ShopSimulation.EngineVersion} {situation.Seed} {situation.Horizon.Ticks}");
        foreach (var input in given)
        {
            text.Append(CultureInfo.InvariantCulture, $"\0{input.Sequence} {input.At.Ticks} {input.Action}");
            foreach (var (name, value) in input.Arguments.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"\0\0{name}={value}");
            }
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
