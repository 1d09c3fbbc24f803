FROM python:3.11-slim AS build
COPY requirements/prod.txt /requirements.txt
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --require-hashes --requirement /requirements.txt

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/laurel --create-home laurel
COPY --from=build /opt/venv /opt/venv
WORKDIR /srv/laurel
COPY . .
ENV PATH=/opt/venv/bin:$PATH \
    PORT=8000 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    STATIC_ROOT=/srv/static \
    VAR_DIR=/var/lib/laurel
RUN SECRET_KEY=only-to-collect-the-static-files python manage.py collectstatic --no-input
USER laurel
EXPOSE 8000
CMD ["gunicorn", "--config", "deploy/gunicorn.py", "config.wsgi"]
