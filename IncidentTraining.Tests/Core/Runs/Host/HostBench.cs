using FluentValidation;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Core.PracticeShop;
using IncidentTraining.Tests.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>
/// The host of the shops on a real database file, without a portal and its rooms: the shop of Lab 1, a clock that the test moves, and a
/// participant that records its calls.
/// </summary>
internal sealed class HostBench : IDisposable
{
    public const string Experiment = Lab1.Experiment;

    // Reading a scenario takes longer than a test.
    private static readonly RunScenarios Scenarios = new(new ContentFolder(RealContent.Directory, TimeProvider.System));

    private readonly ServiceProvider _services;
    private readonly LiveEvents _events = new(NullLogger<LiveEvents>.Instance);

    private HostBench()
    {
        _services = new ServiceCollection().AddSingleton<IValidator<Word>, WordRules>().BuildServiceProvider();
        Host = NewHost();
    }

    /// <summary>An input whose rule is easy to break.</summary>
    public sealed record Word(string Text);

    public StorageBench Storage { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public DateTime Now => Time.GetUtcNow().UtcDateTime;

    public Noting Participant { get; } = new();

    public List<string> Log { get; } = [];

    public ShopHost Host { get; private set; }

    public Guid CohortId { get; private set; }

    public Actor Ana { get; private set; } = null!;

    public Actor Ben { get; private set; } = null!;

    public Actor Instructor { get; private set; } = null!;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<HostBench> CreateAsync()
    {
        var bench = new HostBench();
        var ana = await bench.Storage.AddPersonAsync(name: "Ana Silva");
        bench.CohortId = (await bench.Storage.AddClassAsync(ana.Id, ClassRole.Trainee)).Id;
        bench.Ana = new Actor(ana.Id);
        bench.Ben = await bench.MemberAsync("Ben Okoro", ClassRole.Trainee);
        bench.Instructor = await bench.MemberAsync("Ines Duarte", ClassRole.Instructor);
        return bench;
    }

    /// <summary>A run that has just begun and is managed by the host.</summary>
    public async Task<Guid> StartAsync(
        bool joined = false,
        int minutes = 60,
        int? rate = null,
        int engine = ShopSimulation.EngineVersion,
        string? text = null
    )
    {
        var scenario = text is null ? Lab1.Scenario : Lab1.Scenario with { Source = text };
        var run = new LabRun(
            Guid.CreateVersion7(),
            CohortId,
            Ana.PersonId,
            "lab-1",
            scenario,
            1,
            engine,
            minutes,
            rate,
            Now,
            isTeam: joined
        );
        await Storage.Gate.WriteAsync(
            db =>
            {
                new RunParticipants([]).Start(db, run, Now, "The run began.", Ana.PersonId);
                if (joined)
                {
                    db.Add(new CrewMember(run.Id, Ben.PersonId, isHelper: false, TimeSpan.Zero));
                    db.Add(new CrewDuty(run.Id, IncidentRole.Operations, Ben.PersonId));
                }

                return Task.FromResult(Outcome.Done);
            },
            Ct
        );
        Host.Watch(run.Id);
        return run.Id;
    }

    /// <summary>As after a restart: nothing is in memory.</summary>
    public void Restart() => Host = NewHost();

    /// <summary>Advances the time, and runs a round of the host.</summary>
    public async Task LiveAsync(double seconds)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        await Host.StepAsync(Ct);
    }

    public Task<Outcome<InputAnswer>> ApplyAsync(
        Guid id,
        string action,
        Actor? by = null,
        params (string Name, string Value)[] arguments
    ) => Host.ApplyAsync(by ?? Ana, id, action, arguments.ToDictionary(one => one.Name, one => one.Value), Ct);

    /// <summary>Switches the experiment of the lab on.</summary>
    public Task<Outcome<InputAnswer>> SwitchOnAsync(Guid id, Actor? by = null) =>
        ApplyAsync(id, "enable-experiment", by, ("experiment", Experiment));

    public Task<LabRun> RunAsync(Guid id) => Storage.ReadAsync(db => db.Set<LabRun>().AsNoTracking().SingleAsync(run => run.Id == id, Ct));

    public Task<List<RunInput>> InputsAsync(Guid id) =>
        Storage.ReadAsync(db => db.Set<RunInput>().AsNoTracking().Where(i => i.RunId == id).OrderBy(i => i.Sequence).ToListAsync(Ct));

    public Task<List<IncidentEvent>> EventsAsync(Guid id) =>
        Storage.ReadAsync(db => db.Set<IncidentEvent>().AsNoTracking().Where(e => e.RunId == id).OrderBy(e => e.Number).ToListAsync(Ct));

    /// <summary>A read of a run's shop; null when it has none.</summary>
    public async Task<string?> AskAsync(Guid id, Func<ShopSimulation, object> ask) =>
        (await Host.ReadAsync(id, shop => $"{ask(shop)}", Ct));

    /// <summary>The events published from now on under a key.</summary>
    public List<TEvent> Hear<TEvent>(Guid key)
        where TEvent : notnull
    {
        var heard = new List<TEvent>();
        _events.Subscribe<TEvent>(key, one =>
        {
            heard.Add(one);
            return Task.CompletedTask;
        });
        return heard;
    }

    public Task SqlAsync(string sql) => Storage.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql, Ct));

    public void Dispose()
    {
        _services.Dispose();
        Storage.Dispose();
    }

    private ShopHost NewHost()
    {
        var participants = new RunParticipants([Participant]);
        return new ShopHost(
            Storage.Contexts,
            Storage.Gate,
            new ShopRebuild(Storage.Contexts, Storage.Gate, Scenarios, participants, Time),
            participants,
            _events,
            Time,
            new InputRules(_services),
            new Logger<ShopHost>(new Factory(NotedLog.Logger(Log)))
        );
    }

    private async Task<Actor> MemberAsync(string name, ClassRole role)
    {
        var person = await Storage.AddPersonAsync(name: name);
        await Storage.AddAsync(new Membership(CohortId, person.Id, role, Now));
        return new Actor(person.Id);
    }

    private sealed class WordRules : AbstractValidator<Word>
    {
        public WordRules() => RuleFor(word => word.Text).NotEmpty().WithMessage("A word has letters.");
    }

    private sealed class Factory(ILogger logger) : ILoggerFactory
    {
        public void AddProvider(ILoggerProvider provider) { }

        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose() { }
    }

    /// <summary>Records its calls, and does what the test requires.</summary>
    internal sealed class Noting : RunParticipant
    {
        public List<string> Calls { get; } = [];

        /// <summary>The time from which it must be called again.</summary>
        public TimeSpan Next { get; set; } = TimeSpan.MaxValue;

        /// <summary>Executed once, before the requested operation.</summary>
        public Action<RunSession>? OnStepped { get; set; }

        internal override Task OpenedAsync(RunSession session, CancellationToken ct) => Note("opened");

        internal override Task SteppedAsync(RunSession session, CancellationToken ct)
        {
            var once = OnStepped;
            OnStepped = null;
            once?.Invoke(session);
            return Note("stepped");
        }

        internal override void Settled(RunSession session, RunInput input) => Calls.Add($"settled {input.Action}");

        internal override Task CompletingAsync(RunSession session, CancellationToken ct) => Note("completing");

        internal override Task<TimeSpan> NextAsync(RunSession session, CancellationToken ct)
        {
            Calls.Add("next");
            return Task.FromResult(Next);
        }

        internal override void Ending(RunSession session, SealedShop shop) => Calls.Add("ending");

        private Task Note(string call)
        {
            Calls.Add(call);
            return Task.CompletedTask;
        }
    }
}
