using FluentValidation;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Core.Storage;

/// <summary>Use cases on a real database file and on content of the test's own, without a portal; the test moves the clock.</summary>
internal sealed class UseCaseBench : IDisposable
{
    private readonly TemporaryContent _content = new();
    private readonly ServiceProvider _services;

    public UseCaseBench()
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IDbContextFactory<TrainingDb>>(Storage.Contexts)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<ReadingVersions>()
            .AddSingleton<InputRules>()
            .AddSingleton<WriteGate>()
            .AddSingleton<LiveEvents>()
            .AddSingleton(_content.Folder)
            .AddSingleton<DocumentKinds>()
            .AddSingleton<Rubrics>()
            .AddSingleton<IAuthorNames, HiddenNames>()
            .AddSingleton<IRunHandover, NoRuns>()
            .AddValidatorsFromAssemblyContaining<IUseCase>(ServiceLifetime.Singleton);
        foreach (var type in typeof(IUseCase).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IUseCase)) && !type.IsAbstract))
        {
            services.AddSingleton(type);
        }

        _services = services.BuildServiceProvider();
    }

    public StorageBench Storage { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public DateTime Now => Time.GetUtcNow().UtcDateTime;

    /// <summary>A use case, or what one is made of.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Saves a file of the content.</summary>
    public UseCaseBench With(string path, string text)
    {
        _content.Save(path, text);
        return this;
    }

    /// <summary>Removes a file of the content.</summary>
    public void Without(string path) => _content.Remove(path);

    /// <summary>The events published from now on under a key.</summary>
    public List<TEvent> Hear<TEvent>(Guid key)
        where TEvent : notnull
    {
        var heard = new List<TEvent>();
        Get<LiveEvents>()
            .Subscribe<TEvent>(key, one =>
            {
                heard.Add(one);
                return Task.CompletedTask;
            });
        return heard;
    }

    public void Dispose()
    {
        _services.Dispose();
        Storage.Dispose();
        _content.Dispose();
    }
}
