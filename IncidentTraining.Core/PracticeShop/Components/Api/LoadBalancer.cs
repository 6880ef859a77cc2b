using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry;

namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>
/// Hands requests to the running API instances in turn, to a slot or to the queue before the slots, and turns away what finds
/// neither. It is also where traffic is shed, and where instances are taken out and put back.
/// </summary>
sealed class LoadBalancer : IComponent
{
    const int TimeIsUp = 0, Started = 1;

    readonly Kernel _kernel;
    readonly RequestFlow _flow;
    readonly ShopTelemetry _telemetry;
    readonly RandomStream _shedding, _traces;
    readonly int _self;
    int _turn;

    public LoadBalancer(Kernel kernel, RequestFlow flow, ShopTelemetry telemetry, string release, RandomStream shedding, RandomStream traces)
    {
        (_kernel, _flow, _telemetry, _shedding, _traces) = (kernel, flow, telemetry, shedding, traces);
        Instances = [.. Enumerable.Range(1, ApiOptions.Instances).Select(number => new ApiInstance($"api-{number}", release))];
        _self = kernel.Add(this);
    }

    public ApiInstance[] Instances { get; }

    /// <summary>Share of traffic that is turned away on purpose, in per cent.</summary>
    public int ShedPercent { get; set; }

    public string ReleaseOf(int instance) => Instances[instance].Release;

    /// <summary>A request comes in.</summary>
    public void Receive(long call, Route route)
    {
        var handle = _flow.Requests.Add();
        ref var request = ref _flow.Requests[handle];
        request.Call = call;
        request.Route = route;
        request.ArrivedAt = _kernel.Now;
        request.Trace = (long)_traces.Next();
        request.Instance = NextRunning();

        if (ShedPercent > 0 && _shedding.Below(100) < ShedPercent)
            TurnAway(handle, Refusal.Shed);
        else if (request.Instance < 0)
            TurnAway(handle, Refusal.NoInstance);
        else
            Place(handle, Instances[request.Instance]);
    }

    /// <summary>A slot of an instance has become free.</summary>
    public void SlotFreed(int instance)
    {
        var api = Instances[instance];
        api.InFlight--;
        while (api.Queue.TryDequeue(out var next))
        {
            // Requests that timed out in the queue have ended; their places in it go here.
            if (!_flow.Requests.IsLive(next))
                continue;
            api.Queued--;
            api.InFlight++;
            _flow.Begin(next);
            return;
        }
    }

    /// <summary>A request timed out in the queue.</summary>
    public void Forget(long handle)
    {
        Instances[_flow.Requests[handle].Instance].Queued--;
        _flow.Requests.Remove(handle);
    }

    /// <summary>Takes an instance out of rotation; what it has begun, it finishes.</summary>
    public void Drain(int instance) => Instances[instance].Condition = InstanceCondition.Drained;

    /// <summary>Starts an instance that is out of rotation; it takes requests after its start time.</summary>
    public void StartUp(int instance, string release)
    {
        var api = Instances[instance];
        api.Condition = InstanceCondition.Starting;
        api.Release = release;
        _kernel.Schedule(ApiOptions.StartTime, _self, Started, (long)++api.Start << 32 | (uint)instance);
    }

    /// <summary>Kills an instance's process: every request in it is lost.</summary>
    public int Kill(int instance)
    {
        var api = Instances[instance];
        api.Condition = InstanceCondition.Drained;
        var lost = 0;
        for (var row = 0; row < _flow.Requests.Rows; row++)
        {
            var handle = _flow.Requests.HandleAt(row);
            if (handle == 0 || _flow.Requests[handle].Instance != instance)
                continue;
            _flow.Kill(handle);
            lost++;
        }
        api.Queue.Clear();
        api.Loop.Clear();
        (api.InFlight, api.Queued) = (0, 0);
        return lost;
    }

    public void Handle(int what, long subject)
    {
        if (what == TimeIsUp)
        {
            if (_flow.Requests.IsLive(subject))
                _flow.TimeOut(subject);
            return;
        }
        var api = Instances[(int)(subject & int.MaxValue)];
        if (api.Condition == InstanceCondition.Starting && api.Start == (int)(subject >> 32))
        {
            api.Condition = InstanceCondition.Running;
            _telemetry.InstanceStarted(api.Name, api.Release);
        }
    }

    void Place(long handle, ApiInstance api)
    {
        if (api.InFlight == ApiOptions.Slots && api.Queued == ApiOptions.QueueLimit)
        {
            TurnAway(handle, Refusal.QueueFull);
            return;
        }
        _kernel.Schedule(ApiOptions.RequestTimeout, _self, TimeIsUp, handle);
        if (api.InFlight < ApiOptions.Slots)
        {
            api.InFlight++;
            _flow.Begin(handle);
            return;
        }
        api.Queued++;
        api.Queue.Enqueue(handle);
    }

    void TurnAway(long handle, Refusal why)
    {
        var request = _flow.Requests[handle];
        _flow.Requests.Remove(handle);
        _telemetry.TurnedAway(request, why);
        _flow.Answered(request.Call, 503, 0);
    }

    int NextRunning()
    {
        for (var tried = 0; tried < Instances.Length; tried++)
        {
            _turn = (_turn + 1) % Instances.Length;
            if (Instances[_turn].Condition == InstanceCondition.Running)
                return _turn;
        }
        return -1;
    }
}

/// <summary>Why the load balancer turned a request away.</summary>
enum Refusal
{
    QueueFull,
    NoInstance,
    Shed,
}
