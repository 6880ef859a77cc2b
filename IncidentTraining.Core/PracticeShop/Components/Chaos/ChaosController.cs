using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Chaos;

/// <summary>What an experiment does to a request, query or call.</summary>
enum Encounter
{
    None,
    Latency,
    Error,
    Outage,
}

/// <summary>The chaos experiments of a shop: which are on, and what they affect.</summary>
sealed class ChaosController(Kernel kernel, IReadOnlyList<Experiment> experiments, RandomStream random)
{
    readonly bool[] _on = [.. experiments.Select(experiment => experiment.StartsOn)];
    readonly long?[] _switchedAt = new long?[experiments.Count];

    public IReadOnlyList<Experiment> Experiments => experiments;

    /// <summary>When an experiment was first switched on, in microseconds; null if none ever was.</summary>
    public long? FirstOnAt { get; private set; } = experiments.Any(experiment => experiment.StartsOn) ? 0 : null;

    /// <summary>Whether any experiment is on.</summary>
    public bool AnyOn { get; private set; } = experiments.Any(experiment => experiment.StartsOn);

    /// <summary>Index of an experiment; negative when none has this id.</summary>
    public int Find(string id)
    {
        for (var place = 0; place < experiments.Count; place++)
        {
            if (experiments[place].Id == id)
                return place;
        }
        return -1;
    }

    public bool IsOn(int experiment) => _on[experiment];

    public long? SwitchedAt(int experiment) => _switchedAt[experiment];

    public void Switch(int experiment, bool on)
    {
        _on[experiment] = on;
        _switchedAt[experiment] = kernel.Now;
        AnyOn = _on.Contains(true);
        if (on)
            FirstOnAt ??= kernel.Now;
    }

    /// <summary>Decides what happens to a request, query or call at a target.</summary>
    /// <param name="target">Where the experiment may act.</param>
    /// <param name="delay">The added latency in microseconds.</param>
    public Encounter Meet(ExperimentTarget target, out long delay)
    {
        delay = 0;
        if (!AnyOn)
            return Encounter.None;
        for (var place = 0; place < experiments.Count; place++)
        {
            var experiment = experiments[place];
            if (!_on[place] || experiment.Target != target)
                continue;
            if (experiment.SharePercent < 100 && random.Below(100) >= experiment.SharePercent)
                continue;
            if (experiment.Effect != ExperimentEffect.Latency)
                return experiment.Effect == ExperimentEffect.Error ? Encounter.Error : Encounter.Outage;
            delay += experiment.Latency.Ticks / TimeSpan.TicksPerMicrosecond;
        }
        return delay > 0 ? Encounter.Latency : Encounter.None;
    }
}
