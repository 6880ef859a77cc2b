using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.PracticeShop.Proofs;

/// <summary>Applies timed steps to a shop, as an expert would.</summary>
/// <param name="shop">The shop.</param>
/// <param name="steps">The steps, in any order.</param>
/// <param name="after">Sequence number of the last input that the shop has already had.</param>
sealed class ExpertPlayer(ShopSimulation shop, IReadOnlyList<TimedStep> steps, long after = 0)
{
    readonly List<TimedStep> _left = [.. steps.OrderBy(step => step.At)];
    long _sequence = after;

    /// <summary>Whether all steps were applied.</summary>
    public bool IsDone => _left.Count == 0;

    /// <summary>The shop's responses, in order.</summary>
    public List<InputAnswer> Answers { get; } = [];

    /// <summary>Advances the shop and applies the steps that are due.</summary>
    public void PlayTo(TimeSpan end)
    {
        while (_left.Count > 0 && _left[0].At <= end)
        {
            var step = _left[0];
            _left.RemoveAt(0);
            shop.AdvanceTo(step.At);
            Answers.Add(Take(step.Action, step.Arguments));
        }

        shop.AdvanceTo(end);
    }

    /// <summary>
    /// Takes an action now; <see cref="TimedStep.Suspect"/> among its arguments stands for the job that workers most often held when they
    /// ended.
    /// </summary>
    public InputAnswer Take(string action, IReadOnlyDictionary<string, string> arguments) =>
        shop.Apply(
            new ShopInput(
                ++_sequence,
                shop.Now,
                action,
                arguments.ToDictionary(pair => pair.Key, pair => pair.Value == TimedStep.Suspect ? Suspect(shop) : pair.Value)
            )
        );

    /// <summary>
    /// The number of the job that workers most often held when they ended, or that they repeatedly put back, as the queue view shows it; 0
    /// when there is none.
    /// </summary>
    public static string Suspect(ShopSimulation shop)
    {
        var (most, id) = (0, 0);
        for (var row = 0; row < shop.System.Queue.Rows; row++)
        {
            var job = shop.System.Queue[row];
            if (job.Place is JobPlace.Waiting or JobPlace.Delayed or JobPlace.Claimed && job.Crashes > most)
                (most, id) = (job.Crashes, job.Id);
            else if (most == 0 && job.Circles)
                id = job.Id;
        }

        return $"{id}";
    }
}
