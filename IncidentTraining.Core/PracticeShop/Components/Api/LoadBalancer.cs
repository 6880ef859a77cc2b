using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>Why the load balancer rejected a request.</summary>
enum TurnAwayReason
{
    QueueFull,
    NoInstance,
    Shed,
    Limited,
}

/// <summary>
/// Distributes requests to the running API instances in turn, to a slot or to the queue before the slots, and rejects those for which there
/// is no room. Load shedding also happens here, and instances are taken out of rotation and put back here.
/// </summary>
sealed class LoadBalancer : IComponent
{
    const int TimeIsUp = 0,
        Started = 1,
        Abandoned = 2;

    readonly Kernel _kernel;
    readonly RequestFlow _flow;
    readonly IRequestReports _reports;
    readonly ITraceReports _trail;
    readonly RandomStream _shedding,
        _traces;
    readonly int _slots,
        _queueLimit;
    readonly int _self;
    IConnectionPool _pool = null!;
    int _turn;

    public LoadBalancer(
        Kernel kernel,
        RequestFlow flow,
        IRequestReports reports,
        ITraceReports trail,
        ApiSize size,
        string release,
        RandomStream shedding,
        RandomStream traces
    )
    {
        (_kernel, _flow, _reports, _trail, _shedding, _traces) = (kernel, flow, reports, trail, shedding, traces);
        Instances =
        [
            .. Enumerable
                .Range(1, ApiOptions.MostInstances)
                .Select(number => new ApiInstance($"api-{number}", release)
                {
                    Condition = number <= size.Instances ? InstanceCondition.Running : InstanceCondition.Absent,
                }),
        ];
        (_slots, _queueLimit) = (size.Slots, size.Queue);
        RequestTimeout = size.RequestTimeout.Ticks / TimeSpan.TicksPerMicrosecond;
        _self = kernel.Add(this);
    }

    /// <summary>All instances, including those that the shop could be scaled to.</summary>
    public ApiInstance[] Instances { get; }

    /// <summary>The instances that the shop currently has.</summary>
    public IEnumerable<ApiInstance> Present => Instances.Where(instance => instance.Condition != InstanceCondition.Absent);

    /// <summary>Number of instances that the shop currently has.</summary>
    public int Size
    {
        get
        {
            var size = 0;
            foreach (var instance in Instances)
                size += instance.Condition != InstanceCondition.Absent ? 1 : 0;
            return size;
        }
    }

    /// <summary>Instances in rotation.</summary>
    public int Running
    {
        get
        {
            var running = 0;
            foreach (var instance in Instances)
                running += instance.Condition == InstanceCondition.Running ? 1 : 0;
            return running;
        }
    }

    /// <summary>Share of traffic that is shed, in per cent.</summary>
    public int ShedPercent { get; set; }

    /// <summary>Requests that were shed.</summary>
    public long Shed { get; private set; }

    /// <summary>Request limit per address and minute; 0 for no limit.</summary>
    public int AddressLimit { get; set; }

    /// <summary>Time after which the API gives up on a request, in microseconds; 0 for never.</summary>
    public long RequestTimeout { get; set; }

    /// <summary>
    /// Told about each instance whose process is replaced or removed, along with its local files; null when nothing listens.
    /// </summary>
    public Action<int>? Replaced { get; set; }

    public string ReleaseOf(int instance) => Instances[instance].Release;

    /// <summary>Connects it to the pool, to which an ending process returns its connections.</summary>
    public void Join(IConnectionPool pool) => _pool = pool;

    /// <summary>A request arrives.</summary>
    /// <param name="from">The kind of sender.</param>
    /// <param name="call">The sender's own number for it.</param>
    /// <param name="route">Its route.</param>
    /// <param name="network">Card network, for a checkout.</param>
    /// <param name="order">The order that it concerns, if one exists already.</param>
    /// <param name="perMinute">Request rate of its address, per minute.</param>
    /// <param name="answer">HTTP status that its content causes, 400 or 404; 0 when the shop can serve it.</param>
    /// <returns>The trace id of the request.</returns>
    public long Receive(Caller from, long call, Route route, byte network = 0, long order = 0, int perMinute = 0, int answer = 0)
    {
        var handle = _flow.Requests.Add();
        _trail.Begin(handle);
        ref var request = ref _flow.Requests[handle];
        request.From = from;
        request.Call = call;
        request.Route = route;
        request.Network = network;
        request.Order = order;
        request.Answer = answer;
        request.ArrivedAt = _kernel.Now;
        var trace = request.Trace = (long)_traces.Next();
        request.Instance = NextRunning();
        if (from != Caller.Paylane && ShedPercent > 0 && _shedding.Below(100) < ShedPercent)
        {
            Shed++;
            TurnAway(handle, TurnAwayReason.Shed);
        }
        else if (from is Caller.Bot or Caller.Customer && AddressLimit > 0 && perMinute > AddressLimit)
            TurnAway(handle, TurnAwayReason.Limited);
        else if (request.Instance < 0)
            TurnAway(handle, TurnAwayReason.NoInstance);
        else
            Place(handle, Instances[request.Instance]);
        return trace;
    }

    /// <summary>A slot of an instance has become free.</summary>
    public void SlotFreed(int instance)
    {
        var api = Instances[instance];
        api.InFlight--;
        while (api.Queue.TryDequeue(out var next))
        {
            // Requests that timed out in the queue have already ended; their places are freed here.
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

    /// <summary>Takes an instance out of rotation; it finishes the requests that it has begun.</summary>
    public void Drain(int instance) => Instances[instance].Condition = InstanceCondition.Drained;

    /// <summary>Removes an instance.</summary>
    public void Remove(int instance)
    {
        Instances[instance].Condition = InstanceCondition.Absent;
        Replaced?.Invoke(instance);
    }

    /// <summary>Starts an instance that is out of rotation; it accepts requests after its start-up time.</summary>
    /// <param name="instance">Its place.</param>
    /// <param name="release">The release that it runs.</param>
    /// <param name="onItsHost">Whether it stays on its host, as in a deploy, or moves to another one.</param>
    public void StartUp(int instance, string release, bool onItsHost = false)
    {
        var api = Instances[instance];
        (api.Condition, api.OutOfRotation) = (InstanceCondition.Starting, false);
        api.Release = release;
        api.WorkFactor = onItsHost ? api.WorkFactor : 1;
        api.Heap.Clear();
        Replaced?.Invoke(instance);
        _pool.ForgetLeaks(instance);
        _kernel.Schedule(ApiOptions.StartTime, _self, Started, (long)++api.Start << 32 | (uint)instance);
    }

    /// <summary>Kills an instance's process: all of its requests are lost.</summary>
    /// <returns>How many.</returns>
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
            lost += _flow.Requests[handle].Responded ? 0 : 1;
            _flow.Kill(handle);
        }

        api.Queue.Clear();
        api.Loop.Clear();
        (api.InFlight, api.Queued) = (0, 0);
        return lost;
    }

    public void Handle(int what, long subject)
    {
        if (what != Started)
        {
            if (_flow.Requests.IsLive(subject))
                _flow.TimeOut(subject, what == Abandoned ? 499 : 504);
            return;
        }

        var api = Instances[(int)(subject & int.MaxValue)];
        if (api.Condition == InstanceCondition.Starting && api.Start == (int)(subject >> 32))
        {
            (api.Condition, api.StartedAt) = (InstanceCondition.Running, _kernel.Now);
            _reports.InstanceStarted(api.Name, api.Release);
        }
    }

    void Place(long handle, ApiInstance api)
    {
        if (api.InFlight >= _slots && api.Queued >= _queueLimit)
        {
            TurnAway(handle, TurnAwayReason.QueueFull);
            return;
        }

        if (RequestTimeout > 0 && RequestTimeout <= ApiOptions.CallersPatience)
            _kernel.Schedule(RequestTimeout, _self, TimeIsUp, handle);
        else
            _kernel.Schedule(ApiOptions.CallersPatience, _self, Abandoned, handle);
        if (api.InFlight < _slots)
        {
            api.InFlight++;
            _flow.Begin(handle);
            return;
        }

        api.Queued++;
        api.Queue.Enqueue(handle);
    }

    void TurnAway(long handle, TurnAwayReason why)
    {
        var request = _flow.Requests[handle];
        _flow.Requests.Remove(handle);
        _reports.TurnedAway(request, why);
        _flow.TellRefused(request.From, request.Call, why == TurnAwayReason.Limited ? 429 : 503);
    }

    /// <summary>The next instance in rotation; if there is none, a running one, whatever its readiness.</summary>
    int NextRunning()
    {
        var running = -1;
        for (var tried = 0; tried < Instances.Length; tried++)
        {
            _turn = (_turn + 1) % Instances.Length;
            if (Instances[_turn].IsInRotation)
                return _turn;
            if (Instances[_turn].Condition == InstanceCondition.Running)
                running = _turn;
        }

        return running;
    }
}
