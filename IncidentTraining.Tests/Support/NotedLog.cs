using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncidentTraining.Tests.Support;

/// <summary>Records the warnings and errors that a portal logs.</summary>
internal static class NotedLog
{
    public static void Note(this IServiceCollection services, List<string> log) =>
        services.AddSingleton<ILoggerProvider>(_ => new Provider(log));

    /// <summary>A logger that records warnings and errors, for objects created without a portal.</summary>
    public static ILogger Logger(List<string> log) => new Provider(log);

    private sealed class Provider(List<string> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                lock (log)
                {
                    log.Add(formatter(state, exception));
                }
            }
        }

        public void Dispose() { }
    }
}
