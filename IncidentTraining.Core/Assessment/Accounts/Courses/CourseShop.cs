using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.Assessment;

/// <summary>A shop that takes the inputs of a list at their times, and further ones from its caller.</summary>
internal sealed class CourseShop
{
    /// <summary>How often, in the shop's time, cancellation and harm are checked.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMinutes(1);

    private readonly IReadOnlyList<ShopInput> _inputs;
    private readonly List<TakenInput> _taken = [];
    private readonly CancellationToken _ct;
    private int _next;

    /// <param name="situation">The shop.</param>
    /// <param name="inputs">Inputs in any order. Those at the same time keep the order of their numbers.</param>
    /// <param name="ct">Stops the computing.</param>
    public CourseShop(Situation situation, IEnumerable<ShopInput> inputs, CancellationToken ct)
    {
        _inputs = [.. inputs.OrderBy(input => input.At).ThenBy(input => input.Sequence)];
        _ct = ct;
        Shop = ShopSimulation.Create(situation.Scenario, situation.Seed);
    }

    public ShopSimulation Shop { get; }

    /// <summary>Advances the shop to a virtual time, with the inputs up to it.</summary>
    public void LiveTo(TimeSpan end)
    {
        while (Shop.Now < end)
        {
            _ct.ThrowIfCancellationRequested();
            var stop = Shop.Now + Slice < end ? Shop.Now + Slice : end;
            for (; _next < _inputs.Count && _inputs[_next].At <= stop; _next++)
            {
                Give(_inputs[_next]);
            }

            Shop.AdvanceTo(stop);
        }
    }

    /// <summary>Advances the shop to a virtual time, or until it is certain that its final harm is not below a figure.</summary>
    /// <param name="end">Virtual time.</param>
    /// <param name="cents">The figure, in cents of USD.</param>
    /// <returns>Whether it is still below the figure.</returns>
    public bool LiveBelow(TimeSpan end, long cents)
    {
        while (Shop.Now < end && HarmPrices.CentsSoFar(Shop.Harm()) < cents)
        {
            LiveTo(Shop.Now + Slice < end ? Shop.Now + Slice : end);
        }

        return HarmPrices.CentsSoFar(Shop.Harm()) < cents;
    }

    /// <summary>Takes an action now.</summary>
    public InputAnswer Take(string action, IReadOnlyDictionary<string, string> arguments) =>
        Give(new ShopInput(0, Shop.Now, action, arguments));

    /// <summary>The course up to now.</summary>
    public Course End() => new(Shop.Harm(), Shop.Truth(), Shop.Digest(), _taken) { Events = Shop.EventsProcessed };

    private InputAnswer Give(ShopInput input)
    {
        var answer = Shop.Apply(input with { Sequence = _taken.Count + 1 });
        _taken.Add(new TakenInput(input, answer));
        return answer;
    }
}
